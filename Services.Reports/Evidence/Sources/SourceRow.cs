namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>A row of a source as it stood there.</summary>
/// <param name="Line">The line that it ends in, from 1 on.</param>
/// <param name="Text">What it says, without its line end; of a long one the beginning.</param>
internal sealed record SourceRow(int Line, string Text)
{
    private const int Longest = 500;

    /// <summary>A row of a document.</summary>
    public static SourceRow Of(int line, string text)
    {
        var row = text.TrimEnd('\r', '\n');
        return new SourceRow(line, row.Length <= Longest ? row : Cut(row));
    }

    // Never half a character.
    private static string Cut(string row) => row[..(char.IsHighSurrogate(row[Longest - 1]) ? Longest - 1 : Longest)];
}
