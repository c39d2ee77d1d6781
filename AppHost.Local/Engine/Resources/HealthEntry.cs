namespace Aspire.Hosting.Engine.Resources;

/// <summary>The last answer of one health check.</summary>
/// <param name="Status">Healthy, Unhealthy, Degraded, or null before the first answer.</param>
internal sealed record HealthEntry(string Key, string? Status, string Description, string? Exception, DateTimeOffset? LastRunAt);
