namespace Aspire.Hosting.Engine.Resources;

/// <summary>A property of a resource.</summary>
/// <param name="Value">A <see cref="string"/>, an <see cref="int"/> or a <see cref="string"/> array.</param>
internal sealed record PropertyEntry(string Name, string? DisplayName, object? Value, bool IsSensitive);
