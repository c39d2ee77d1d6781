namespace Aspire.Hosting.Engine.Resources;

/// <summary>An edge of the graph: <paramref name="Type"/> is Reference, WaitFor or Parent.</summary>
/// <param name="ResourceName">The display name of the other resource.</param>
internal sealed record RelationshipEntry(string ResourceName, string Type);
