using System.Text;

namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>A price file of the corpus.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Bytes">The document.</param>
/// <param name="Charset">The charset of its header, or null.</param>
/// <param name="Days">Date, close, low, high and volume of each day, ascending; null where the file is refused.</param>
/// <param name="Says">What the source's line says in English: why it is refused, or the only remark.</param>
public sealed record PriceDocument(string Name, byte[] Bytes, string? Charset, IReadOnlyList<string>? Days, string? Says = null)
{
    public bool IsCutOff { get; init; }

    public static PriceDocument Of(string name, string text, params string[] days) => new(name, Encoding.UTF8.GetBytes(text), null, days);

    public static PriceDocument Remarked(string name, string text, string says, params string[] days) => new(name, Encoding.UTF8.GetBytes(text), null, days, says);

    public static PriceDocument Refused(string name, string text, string says) => new(name, Encoding.UTF8.GetBytes(text), null, null, says);
}
