namespace Nanobot.Contracts.Reports;

/// <summary>A stretch of a paragraph that changed.</summary>
/// <param name="Kind">same, added or removed.</param>
/// <param name="Text">What it says.</param>
public sealed record TextSpan(string Kind, string Text);
