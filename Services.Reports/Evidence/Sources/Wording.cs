namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>A short text in each of the languages that reports are written in.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
internal sealed record Wording(string Zh, string En);
