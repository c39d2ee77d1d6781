namespace Nanobot.Contracts.Reports;

/// <summary>The figures of two reports, by symbol.</summary>
/// <param name="Added">Symbols that the second alone has figures of.</param>
/// <param name="Removed">Symbols that the first alone has figures of.</param>
/// <param name="Changed">Those of both with other figures.</param>
/// <param name="Unchanged">Those of both with the same.</param>
public sealed record ComparedQuotes(IReadOnlyList<ComparedFigures> Added, IReadOnlyList<ComparedFigures> Removed, IReadOnlyList<QuoteChange> Changed, IReadOnlyList<string> Unchanged);
