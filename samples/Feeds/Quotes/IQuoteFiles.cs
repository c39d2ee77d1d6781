namespace Nanobot.Samples.Feeds.Quotes;

/// <summary>Where price files come from.</summary>
internal interface IQuoteFiles
{
    /// <summary>Whether the prices are made up.</summary>
    bool IsSample { get; }

    /// <summary>The symbols that there are files for, in order.</summary>
    IReadOnlyList<string> List();

    /// <summary>The file of a symbol that <see cref="Symbol.TryParse"/> has accepted, or null where there is none.</summary>
    Task<string?> ReadAsync(string symbol, CancellationToken cancellationToken);
}
