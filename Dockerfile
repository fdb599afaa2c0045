# syntax=docker/dockerfile:1
# docker build --tag jelouctl .               the program and certificates, for Kubernetes and the like
# docker build --tag jelouctl-ci --target ci . with git, curl and jq as well, for jobs of a CI
#
# Neither image holds a credential, and the build needs none. Both run as nobody in particular, with a read-only root too:
#   docker run --rm --read-only --volume "$PWD:/repository" --env JELOU_API_KEY jelouctl plan

FROM swift:6.3-bookworm AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
WORKDIR /src
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libyaml-dev zlib1g-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
COPY . .
RUN ./scripts/release.sh static-libraries /libraries \
    && PKG_CONFIG_PATH=/libraries ./scripts/swift.sh build -c release --static-swift-stdlib --product jelouctl \
    && cp "$(./scripts/swift.sh build -c release --static-swift-stdlib --show-bin-path)/jelouctl" /usr/local/bin/jelouctl \
    && strip /usr/local/bin/jelouctl \
    && jelouctl --version

FROM debian:bookworm-slim AS base
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 65532 jelouctl \
    && useradd --uid 65532 --gid 65532 --create-home --shell /usr/sbin/nologin jelouctl
COPY --from=build /usr/local/bin/jelouctl /usr/local/bin/jelouctl
COPY LICENSE /usr/share/doc/jelouctl/LICENSE
LABEL org.opencontainers.image.title="jelouctl" \
      org.opencontainers.image.description="Keeps the webhook integrations of Jelou projects as YAML in git" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /repository

# A CI starts a shell in the image, not jelouctl, so there is no entry point here.
FROM base AS ci
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl git jq \
    && rm -rf /var/lib/apt/lists/*
USER 65532:65532
CMD ["bash"]

FROM base AS jelouctl
USER 65532:65532
# The first process of the container, so that signals reach it.
ENTRYPOINT ["jelouctl"]
CMD ["--help"]
