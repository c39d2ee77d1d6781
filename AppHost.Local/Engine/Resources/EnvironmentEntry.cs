namespace Aspire.Hosting.Engine.Resources;

/// <summary>An environment variable that the suite set; those of the machine are never shown.</summary>
internal sealed record EnvironmentEntry(string Name, string Value, bool IsSecret);
