using DiffPlex;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>Lines with what ends them, so that a line without an end is told from one with, and CR LF from LF.</summary>
internal sealed class LineChunker : IChunker
{
    public static LineChunker Instance { get; } = new();

    public IReadOnlyList<string> Chunk(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var at and >= 0 ? at + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }
}
