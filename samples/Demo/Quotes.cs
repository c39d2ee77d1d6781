namespace Nanobot.Samples.Demo;

/// <summary>Which symbols the demo follows, and what the price files say of them.</summary>
internal static class Quotes
{
    private const int DateColumn = 0;
    private const int CloseColumn = 4;

    /// <summary>Two symbols: of the directory's files if one is given, else of the samples.</summary>
    public static IReadOnlyList<string> Symbols(string? directory)
    {
        if (directory is null)
        {
            return ["AAPL", "TSLA"];
        }

        var symbols = Directory.GetFiles(directory, "*.csv").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal).Take(2).ToList();
        return symbols.Count > 0 ? symbols : throw new DemoFailedException($"{directory} holds no <SYMBOL>.csv.");
    }

    /// <summary>Date and closing price of a file's last row.</summary>
    public static (string Date, string Close) Last(string directory, string symbol)
    {
        var columns = File.ReadLines(Path.Combine(directory, $"{symbol}.csv")).Last(line => line.Length > 0).Split(',');
        return (columns[DateColumn], columns[CloseColumn]);
    }
}
