namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>Symbols that a sentence names in one breath: "AAPL and GOOGL".</summary>
/// <param name="Symbols">In their order.</param>
/// <param name="Start">Where the first begins.</param>
/// <param name="End">Where the last is over.</param>
/// <param name="IsCompared">Whether it is what something is compared with: "unlike AAPL", "than AAPL".</param>
internal sealed record SubjectGroup(IReadOnlyList<string> Symbols, int Start, int End, bool IsCompared);
