using DiffPlex;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>Paragraphs, which are lines: none of them holds a line end.</summary>
internal sealed class PassageChunker : IChunker
{
    public const char Border = '\n';

    public static PassageChunker Instance { get; } = new();

    public IReadOnlyList<string> Chunk(string text) => text.Length == 0 ? [] : text.Split(Border);
}
