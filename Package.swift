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
            name: "jelouctl", dependencies: ["Commands", "Reports", "Integrations", systemPackage, unixSignals]),
        .executableTarget(name: "jelou-emulator", dependencies: ["Emulator", argumentParser, systemPackage]),

        // What people type and read
        .target(
            name: "Commands",
            dependencies: [
                "Presentation", "Execution", "Doctor", "AuditLog", "Reports", "IntegrationAPI", "Transport",
                "Credentials",
                "StateStorage", "PlanFiles", "Planning", "DesiredFiles", "Integrations", argumentParser, logging,
                systemPackage,
            ]),
        .target(name: "Presentation", dependencies: ["Reports", "Planning", "Integrations"]),

        // What acts
        .target(
            name: "Execution",
            dependencies: [
                "Reports", "Planning", "IntegrationAPI", "StateStorage", "Integrations",
            ]),
        .target(
            name: "Doctor",
            dependencies: ["IntegrationAPI", "Transport", "StateStorage", "Integrations", nioCore, nioPosix, nioSSL]),
        .target(name: "AuditLog", dependencies: ["Reports", "Planning", "Integrations", systemPackage]),
        .target(name: "Reports", dependencies: ["Planning", "Integrations"]),
        .target(name: "IntegrationAPI", dependencies: ["Transport", "Integrations"]),
        .target(name: "Transport", dependencies: [asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL]),
        .target(name: "Credentials", dependencies: ["Integrations", subprocess, systemPackage]),
        .target(name: "StateStorage", dependencies: ["Integrations", systemPackage]),
        .target(name: "PlanFiles", dependencies: ["Planning", "Integrations", systemPackage]),

        // What decides
        .target(name: "Planning", dependencies: ["Integrations"]),
        .target(name: "DesiredFiles", dependencies: ["YAMLText", "Integrations"]),
        .target(name: "YAMLText", dependencies: ["CLibYAML"]),
        .target(name: "Integrations", dependencies: [crypto]),
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
            dependencies: ["StateStorage", "IntegrationAPI", "Integrations", subprocess, systemPackage],
            path: "Tests/TestSupport"),
        .testTarget(name: "IntegrationsTests", dependencies: ["Integrations", "TestSupport"]),
        .testTarget(name: "YAMLTextTests", dependencies: ["YAMLText"]),
        .testTarget(name: "DesiredFilesTests", dependencies: ["DesiredFiles", "Integrations", "TestSupport"]),
        .testTarget(name: "PlanningTests", dependencies: ["Planning", "Integrations", "TestSupport"]),
        .testTarget(
            name: "StateStorageTests", dependencies: ["StateStorage", "Integrations", "TestSupport", systemPackage]),
        .testTarget(
            name: "PlanFilesTests", dependencies: ["PlanFiles", "Planning", "Integrations", "TestSupport"]),
        .testTarget(
            name: "AuditLogTests", dependencies: ["AuditLog", "Reports", "Planning", "Integrations", "TestSupport"]),
        .testTarget(
            name: "DoctorTests",
            dependencies: ["Doctor", "Transport", "Integrations", "TestSupport", nioCore, nioPosix, nioSSL]),
        .testTarget(name: "CredentialsTests", dependencies: ["Credentials", "Integrations", "TestSupport"]),
        .testTarget(name: "TransportTests", dependencies: ["Transport", nioCore, nioPosix, nioSSL]),
        .testTarget(
            name: "IntegrationAPITests", dependencies: ["IntegrationAPI", "Transport", "Integrations", "TestSupport"]),
        .testTarget(
            name: "ExecutionTests",
            dependencies: [
                "Execution", "Reports", "Planning", "IntegrationAPI", "Transport", "StateStorage", "Integrations",
                "TestSupport",
            ]),
        .testTarget(
            name: "PresentationTests", dependencies: ["Presentation", "Reports", "Planning", "Integrations"],
            exclude: ["Goldens"]),
        .testTarget(
            name: "CommandsTests",
            dependencies: ["Commands", "Reports", "Planning", "Integrations", argumentParser]),
        .testTarget(name: "EmulatorTests", dependencies: ["Emulator", nioCore, nioPosix]),
        .testTarget(
            name: "ContractTests", dependencies: ["Emulator", "IntegrationAPI", "Transport", "Integrations"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Emulator", "TestSupport", subprocess, "jelouctl", "jelou-emulator"]),
        .testTarget(
            name: "ChaosTests",
            dependencies: ["Emulator", "TestSupport", "StateStorage", "Integrations", systemPackage, "jelouctl"]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + strictness
}
