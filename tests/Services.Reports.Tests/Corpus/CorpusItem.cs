namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>An item that a document of the corpus has, as a reader should see it.</summary>
public sealed record CorpusItem(string Title, string? Link = null, string? Published = null);
