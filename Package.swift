// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with: Swift 6 mode, nothing implicit about imports or existentials, each unsafe call
/// marked, and no warning let through.
let strictness: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
    name: "jelouctl",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "jelouctl", targets: ["jelouctl"]),
        .executable(name: "jelou-emulator", targets: ["jelou-emulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // Executables
        .executableTarget(
            name: "jelouctl",
            dependencies: ["Commands", "Reports", "Integrations", "Messages", systemPackage, unixSignals]),
        .executableTarget(name: "jelou-emulator", dependencies: ["Emulator", argumentParser, systemPackage]),

        // What people type and read
        .target(
            name: "Commands",
            dependencies: [
                "Presentation", "Catalogue", "Execution", "Doctor", "AuditLog", "Reports", "IntegrationAPI",
                "Transport",
                "Credentials", "GitHistory",
                "StateStorage", "PlanFiles", "Planning", "DesiredFiles", "Integrations", "Messages", argumentParser,
                logging,
                systemPackage,
            ]),
        .target(name: "Presentation", dependencies: ["Catalogue", "Reports", "Planning", "Integrations", "Messages"]),
        .target(name: "Catalogue", dependencies: ["Messages"]),

        // What acts
        .target(
            name: "Execution",
            dependencies: [
                "Reports", "Planning", "IntegrationAPI", "StateStorage", "Integrations", "Messages",
            ]),
        .target(
            name: "Doctor",
            dependencies: [
                "IntegrationAPI", "Transport", "StateStorage", "StrictJSON", "Integrations", "Messages", nioCore,
                nioPosix,
                nioSSL,
            ]),
        .target(name: "AuditLog", dependencies: ["Reports", "Planning", "Integrations", "Messages", systemPackage]),
        .target(name: "Reports", dependencies: ["Planning", "Integrations", "Messages"]),
        .target(name: "IntegrationAPI", dependencies: ["Transport", "StrictJSON", "Integrations", "Messages"]),
        .target(name: "Transport", dependencies: ["Messages", asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL]),
        .target(name: "Credentials", dependencies: ["Integrations", "Messages", subprocess, systemPackage]),
        .target(
            name: "GitHistory", dependencies: ["DesiredFiles", "Integrations", "Messages", subprocess, systemPackage]),
        .target(name: "StateStorage", dependencies: ["StrictJSON", "Integrations", "Messages", systemPackage]),
        .target(
            name: "PlanFiles", dependencies: ["Planning", "StrictJSON", "Integrations", "Messages", systemPackage]),

        // What decides
        .target(name: "Planning", dependencies: ["Integrations", "Messages"]),
        .target(name: "DesiredFiles", dependencies: ["YAMLText", "Integrations", "Messages"]),
        .target(name: "YAMLText", dependencies: ["CLibYAML", "Messages"]),
        .target(name: "StrictJSON", dependencies: ["Integrations", "Messages"]),
        .target(name: "Integrations", dependencies: ["Messages", crypto]),
        .target(name: "Messages", dependencies: [systemPackage]),
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev", "pkg-config"]), .brew(["libyaml", "pkg-config"])]),

        // The API on this machine
        .target(
            name: "Emulator",
            dependencies: [
                hummingbird, httpTypes, nioCore, nioPosix, logging, serviceLifecycle, systemPackage, unixSignals,
            ]),

        // Tests
        .target(
            name: "TestSupport",
            dependencies: [
                "StateStorage", "IntegrationAPI", "Integrations", "Messages", nioCore, nioPosix, nioSSL, subprocess,
                systemPackage,
            ],
            path: "Tests/TestSupport"),
        .testTarget(name: "IntegrationsTests", dependencies: ["Integrations", "Messages", "TestSupport"]),
        .testTarget(name: "CatalogueTests", dependencies: ["Catalogue", "Messages"]),
        .testTarget(name: "YAMLTextTests", dependencies: ["YAMLText", "Messages"]),
        .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON", "Messages"]),
        .testTarget(
            name: "DesiredFilesTests", dependencies: ["DesiredFiles", "Integrations", "Messages", "TestSupport"]),
        .testTarget(name: "PlanningTests", dependencies: ["Planning", "Integrations", "Messages", "TestSupport"]),
        .testTarget(
            name: "StateStorageTests",
            dependencies: ["StateStorage", "Integrations", "Messages", "TestSupport", systemPackage]),
        .testTarget(
            name: "PlanFilesTests", dependencies: ["PlanFiles", "Planning", "Integrations", "Messages", "TestSupport"]),
        .testTarget(
            name: "AuditLogTests",
            dependencies: ["AuditLog", "Reports", "Planning", "Integrations", "Messages", "TestSupport"]),
        .testTarget(
            name: "DoctorTests",
            dependencies: ["Doctor", "Transport", "Integrations", "Messages", "TestSupport", nioCore, nioPosix, nioSSL]),
        .testTarget(
            name: "GitHistoryTests",
            dependencies: ["GitHistory", "DesiredFiles", "Integrations", "Messages", "TestSupport"]),
        .testTarget(
            name: "CredentialsTests", dependencies: ["Credentials", "Integrations", "Messages", "TestSupport"]),
        .testTarget(name: "TransportTests", dependencies: ["Transport", "Messages", nioCore, nioPosix, nioSSL]),
        .testTarget(
            name: "IntegrationAPITests",
            dependencies: ["IntegrationAPI", "Transport", "Integrations", "Messages", "TestSupport"]),
        .testTarget(
            name: "ExecutionTests",
            dependencies: [
                "Execution", "Reports", "Planning", "IntegrationAPI", "Transport", "StateStorage", "Integrations",
                "Messages",
                "TestSupport",
            ]),
        .testTarget(
            name: "PresentationTests",
            dependencies: ["Presentation", "Reports", "Planning", "Integrations", "Messages"],
            exclude: ["Goldens"]),
        .testTarget(
            name: "CommandsTests",
            dependencies: ["Commands", "Reports", "Planning", "Integrations", "Messages", argumentParser]),
        .testTarget(name: "EmulatorTests", dependencies: ["Emulator", nioCore, nioPosix]),
        .testTarget(
            name: "ContractTests",
            dependencies: ["Emulator", "IntegrationAPI", "Transport", "Integrations", "Messages"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Emulator", "TestSupport", subprocess, "jelouctl", "jelou-emulator"]),
        .testTarget(
            name: "ChaosTests",
            dependencies: [
                "Emulator", "TestSupport", "StateStorage", "Integrations", "Messages", systemPackage, "jelouctl",
            ]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + strictness
}
