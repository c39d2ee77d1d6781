namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state and the colour it is shown in.</summary>
/// <param name="Text">The state.</param>
/// <param name="Style">success, info, warning or error.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style);
