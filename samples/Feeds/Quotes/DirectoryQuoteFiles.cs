namespace Nanobot.Samples.Feeds.Quotes;

/// <summary>Price files as they lie in a directory, one <c>SYMBOL.csv</c> each.</summary>
internal sealed class DirectoryQuoteFiles(string directory) : IQuoteFiles
{
    public bool IsSample => false;

    public string Directory { get; } = directory;

    public bool Exists => System.IO.Directory.Exists(Directory);

    public IReadOnlyList<string> List() =>
    [
        .. System.IO.Directory.EnumerateFiles(Directory, "*.csv")
            .Select(static path => Path.GetFileNameWithoutExtension(path))
            .Where(static name => Symbol.TryParse(name, out var symbol) && symbol == name)
            .Order(StringComparer.Ordinal),
    ];

    public async Task<string?> ReadAsync(string symbol, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory, $"{symbol}.csv");
        return File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;
    }
}
