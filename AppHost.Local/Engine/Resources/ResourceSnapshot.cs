namespace Aspire.Hosting.Engine.Resources;

/// <summary>One resource as the dashboard shows it, at one moment.</summary>
/// <param name="Name">Unique name, such as <c>gateway-abcdefgh</c>; telemetry is linked by it.</param>
/// <param name="DisplayName">The name in the application model, such as <c>gateway</c>.</param>
/// <param name="ResourceType">Project, Executable, Container or Parameter.</param>
internal sealed record ResourceSnapshot(
    string Name,
    string DisplayName,
    string Uid,
    string ResourceType,
    string State,
    string? StateStyle,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? StoppedAt,
    IReadOnlyList<EnvironmentEntry> Environment,
    IReadOnlyList<PropertyEntry> Properties,
    IReadOnlyList<UrlEntry> Urls,
    IReadOnlyList<HealthEntry> HealthReports,
    IReadOnlyList<RelationshipEntry> Relationships,
    IReadOnlyList<CommandEntry> Commands);
