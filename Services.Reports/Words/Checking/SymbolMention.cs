namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>A symbol in a text.</summary>
internal sealed record SymbolMention(string Symbol, int Start, int End);
