namespace Nanobot.Services.Reports.Words;

/// <summary>The model's words, sentence by sentence, held against the evidence.</summary>
/// <param name="Paragraphs">In their order; none is empty.</param>
internal sealed record WordsDraft(IReadOnlyList<IReadOnlyList<DraftSentence>> Paragraphs)
{
    /// <summary>The sentences that do not hold, in their order.</summary>
    public IReadOnlyList<DraftSentence> Faulty { get; } = [.. Paragraphs.SelectMany(static sentences => sentences).Where(static sentence => sentence.Fault is not null)];

    /// <summary>The same with other sentences in the place of those that do not hold.</summary>
    /// <param name="instead">By the place among <see cref="Faulty"/>, from 0 on; a place without any stays as it is.</param>
    public WordsDraft With(IReadOnlyDictionary<int, IReadOnlyList<DraftSentence>> instead)
    {
        var place = 0;
        return new WordsDraft([.. Paragraphs.Select(sentences => (IReadOnlyList<DraftSentence>)
            [.. sentences.SelectMany(sentence => sentence.Fault is not null && instead.TryGetValue(place++, out var others) ? others : [sentence])])]);
    }

    /// <summary>What holds.</summary>
    public CheckedWords ToWords() => new(
        [.. Paragraphs.Select(static sentences => string.Concat(sentences.Where(static sentence => sentence.Fault is null).Select(static sentence => sentence.Text)).Trim()).Where(static paragraph => paragraph.Length > 0)],
        Faulty.Count);
}
