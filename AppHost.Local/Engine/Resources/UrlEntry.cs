namespace Aspire.Hosting.Engine.Resources;

/// <summary>An address of a resource.</summary>
internal sealed record UrlEntry(string? EndpointName, string FullUrl, bool IsInternal, bool IsInactive, int SortOrder, string DisplayName);
