namespace Nanobot.Contracts.Reports;

/// <summary>A source that failed for one of two reports.</summary>
/// <param name="Name">A symbol, or what a feed is called.</param>
/// <param name="Failure">Why it gave nothing, as the later report says where it failed for both, in the language of that report.</param>
public sealed record ComparedSource(string Name, string Failure);
