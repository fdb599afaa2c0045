#!/bin/bash

__jelouctl_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__jelouctl_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__jelouctl_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__jelouctl_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_jelouctl() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __jelouctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    init|validate|plan|apply|drift|refresh|import|doctor|state|audit|schema|completion|help)
        # Offer subcommand argument completions
        "_jelouctl_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'init validate plan apply drift refresh import doctor state audit schema completion help' -- "${cur}"))
        ;;
    esac
}

_jelouctl_init() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary --version -h --help)
    repeating_options=()
    non_repeating_options=(-C --chdir --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_jelouctl_validate() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary --require-credentials --run-commands --version -h --help)
    repeating_options=(-f --file)
    non_repeating_options=(-C --chdir --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_jelouctl_plan() {
    repeating_flags=()
    non_repeating_flags=(--rebase --require-state --refresh --show-unchanged --show-requests --detailed-exitcode --require-credentials --run-commands --fail-on-unexplained -q --quiet --github-summary --preflight --version -h --help)
    repeating_options=(-f --file --project --exclude --label)
    non_repeating_options=(-C --chdir --state --shard --allow-deletes --allow-changes --allow-creates --since --base-url --concurrency --rate-limit --timeout --retries --ca-file --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations --out --rollback-to)
    __jelouctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--project')
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion plan -- --project "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    '--exclude')
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion plan -- --exclude "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    '--label')
        return
        ;;
    '--shard')
        return
        ;;
    '--allow-deletes')
        return
        ;;
    '--allow-changes')
        return
        ;;
    '--allow-creates')
        return
        ;;
    '--since')
        return
        ;;
    '--base-url')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--rate-limit')
        return
        ;;
    '--timeout')
        return
        ;;
    '--retries')
        return
        ;;
    '--ca-file')
        __jelouctl_add_completions -f
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--rollback-to')
        return
        ;;
    esac
}

_jelouctl_apply() {
    repeating_flags=()
    non_repeating_flags=(--rebase --require-state --refresh --show-unchanged --show-requests --detailed-exitcode --require-credentials --run-commands -y --yes --skip-blocked --skip-stale --accept-unchecked --fail-fast -q --quiet --github-summary --dry-run --version -h --help)
    repeating_options=(-f --file --project --exclude --label)
    non_repeating_options=(-C --chdir --state --lock-timeout --lease-duration --state-history --shard --allow-deletes --allow-changes --allow-creates --expect-digest --max-plan-age --canary --max-failures --grace --events --audit-log --base-url --concurrency --rate-limit --timeout --retries --ca-file --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--lock-timeout')
        return
        ;;
    '--lease-duration')
        return
        ;;
    '--state-history')
        return
        ;;
    '--project')
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion apply -- --project "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    '--exclude')
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion apply -- --exclude "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    '--label')
        return
        ;;
    '--shard')
        return
        ;;
    '--allow-deletes')
        return
        ;;
    '--allow-changes')
        return
        ;;
    '--allow-creates')
        return
        ;;
    '--expect-digest')
        return
        ;;
    '--max-plan-age')
        return
        ;;
    '--canary')
        return
        ;;
    '--max-failures')
        return
        ;;
    '--grace')
        return
        ;;
    '--events')
        __jelouctl_add_completions -f
        return
        ;;
    '--audit-log')
        __jelouctl_add_completions -f
        return
        ;;
    '--base-url')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--rate-limit')
        return
        ;;
    '--timeout')
        return
        ;;
    '--retries')
        return
        ;;
    '--ca-file')
        __jelouctl_add_completions -f
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    esac
}

_jelouctl_drift() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary --show-in-sync --run-commands --version -h --help)
    repeating_options=(-f --file --project --exclude --label)
    non_repeating_options=(-C --chdir --state --shard --base-url --concurrency --rate-limit --timeout --retries --ca-file --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations --accept --write-accept --metrics-file)
    __jelouctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--project')
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion drift -- --project "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    '--exclude')
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion drift -- --exclude "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    '--label')
        return
        ;;
    '--shard')
        return
        ;;
    '--base-url')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--rate-limit')
        return
        ;;
    '--timeout')
        return
        ;;
    '--retries')
        return
        ;;
    '--ca-file')
        __jelouctl_add_completions -f
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--accept')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '--write-accept')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '--metrics-file')
        __jelouctl_add_completions -f
        return
        ;;
    esac
}

_jelouctl_refresh() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary -y --yes --run-commands --version -h --help)
    repeating_options=(-f --file --project --exclude --label)
    non_repeating_options=(-C --chdir --state --lock-timeout --lease-duration --state-history --shard --base-url --concurrency --rate-limit --timeout --retries --ca-file --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--lock-timeout')
        return
        ;;
    '--lease-duration')
        return
        ;;
    '--state-history')
        return
        ;;
    '--project')
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion refresh -- --project "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    '--exclude')
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion refresh -- --exclude "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    '--label')
        return
        ;;
    '--shard')
        return
        ;;
    '--base-url')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--rate-limit')
        return
        ;;
    '--timeout')
        return
        ;;
    '--retries')
        return
        ;;
    '--ca-file')
        __jelouctl_add_completions -f
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_jelouctl_import() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary --version -h --help)
    repeating_options=(-f --file)
    non_repeating_options=(--from --out --api-key-env -C --chdir --state --lock-timeout --lease-duration --state-history --base-url --concurrency --rate-limit --timeout --retries --ca-file --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--from')
        __jelouctl_add_completions -f
        return
        ;;
    '--out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '--api-key-env')
        return
        ;;
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--lock-timeout')
        return
        ;;
    '--lease-duration')
        return
        ;;
    '--state-history')
        return
        ;;
    '--base-url')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--rate-limit')
        return
        ;;
    '--timeout')
        return
        ;;
    '--retries')
        return
        ;;
    '--ca-file')
        __jelouctl_add_completions -f
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_jelouctl_doctor() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary --webhooks --skip-webhooks --allow-private-webhooks --run-commands --version -h --help)
    repeating_options=(-f --file --project --exclude --label)
    non_repeating_options=(-C --chdir --state --shard --base-url --concurrency --rate-limit --timeout --retries --ca-file --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--project')
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion doctor -- --project "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    '--exclude')
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion doctor -- --exclude "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    '--label')
        return
        ;;
    '--shard')
        return
        ;;
    '--base-url')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--rate-limit')
        return
        ;;
    '--timeout')
        return
        ;;
    '--retries')
        return
        ;;
    '--ca-file')
        __jelouctl_add_completions -f
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_jelouctl_state() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __jelouctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|show|rm|history|restore|unlock)
        # Offer subcommand argument completions
        "_jelouctl_state_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show rm history restore unlock' -- "${cur}"))
        ;;
    esac
}

_jelouctl_state_list() {
    repeating_flags=()
    non_repeating_flags=(--no-lock -q --quiet --github-summary --version -h --help)
    repeating_options=(-f --file)
    non_repeating_options=(-C --chdir --state --lock-timeout --lease-duration --state-history --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--lock-timeout')
        return
        ;;
    '--lease-duration')
        return
        ;;
    '--state-history')
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_jelouctl_state_show() {
    repeating_flags=()
    non_repeating_flags=(--no-lock -q --quiet --github-summary --version -h --help)
    repeating_options=(-f --file)
    non_repeating_options=(-C --chdir --state --lock-timeout --lease-duration --state-history --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--lock-timeout')
        return
        ;;
    '--lease-duration')
        return
        ;;
    '--state-history')
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion state show -- positional@0 "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_jelouctl_state_rm() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary -y --yes --version -h --help)
    repeating_options=(-f --file)
    non_repeating_options=(-C --chdir --state --lock-timeout --lease-duration --state-history --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--lock-timeout')
        return
        ;;
    '--lease-duration')
        return
        ;;
    '--state-history')
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __jelouctl_add_completions -W "$(__jelouctl_custom_complete ---completion state rm -- positional@0 "${COMP_CWORD}" "$(__jelouctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_jelouctl_state_history() {
    repeating_flags=()
    non_repeating_flags=(--no-lock -q --quiet --github-summary --version -h --help)
    repeating_options=(-f --file)
    non_repeating_options=(-C --chdir --state --lock-timeout --lease-duration --state-history --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--lock-timeout')
        return
        ;;
    '--lease-duration')
        return
        ;;
    '--state-history')
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_jelouctl_state_restore() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary -y --yes --version -h --help)
    repeating_options=(-f --file)
    non_repeating_options=(-C --chdir --state --lock-timeout --lease-duration --state-history --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--lock-timeout')
        return
        ;;
    '--lease-duration')
        return
        ;;
    '--state-history')
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_jelouctl_state_unlock() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary -y --yes --version -h --help)
    repeating_options=(-f --file)
    non_repeating_options=(-C --chdir --state --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-C'|'--chdir')
        __jelouctl_add_completions -d
        return
        ;;
    '--state')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_jelouctl_audit() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __jelouctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    verify)
        # Offer subcommand argument completions
        "_jelouctl_audit_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'verify' -- "${cur}"))
        ;;
    esac
}

_jelouctl_audit_verify() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary --version -h --help)
    repeating_options=()
    non_repeating_options=(--expect-head --format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--expect-head')
        return
        ;;
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __jelouctl_add_completions -f
        return
        ;;
    esac
}

_jelouctl_schema() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __jelouctl_add_completions -W 'desired'$'\n''accept'$'\n''plan'$'\n''apply'$'\n''drift'$'\n''validate'$'\n''refresh'$'\n''import'$'\n''state'$'\n''doctor'$'\n''audit'$'\n''events'
        return
        ;;
    esac
}

_jelouctl_completion() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --github-summary --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --json-out --markdown-out --max-bytes --color --lang --log-level --log-format --annotations)
    __jelouctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __jelouctl_add_completions -W 'text'$'\n''json'$'\n''markdown'$'\n''sarif'$'\n''junit'$'\n''code-quality'
        return
        ;;
    '--json-out')
        __jelouctl_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--markdown-out')
        __jelouctl_add_completions -f
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--color')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--lang')
        __jelouctl_add_completions -W 'en'$'\n''es'
        return
        ;;
    '--log-level')
        __jelouctl_add_completions -W 'trace'$'\n''debug'$'\n''info'$'\n''notice'$'\n''warning'$'\n''error'$'\n''critical'
        return
        ;;
    '--log-format')
        __jelouctl_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--annotations')
        __jelouctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __jelouctl_add_completions -W 'bash'$'\n''zsh'$'\n''fish'
        return
        ;;
    esac
}

_jelouctl_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __jelouctl_offer_flags_options -1
}

complete -o filenames -F _jelouctl jelouctl
