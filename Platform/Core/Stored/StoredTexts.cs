namespace Nanobot.Platform.Core.Stored;

/// <summary>Lists of texts in rows.</summary>
public static class StoredTexts
{
    /// <summary>The list, which must hold no null: readers of JSON and of arrays let nulls pass into lists that have none.</summary>
    /// <exception cref="StoredDataException">It holds one.</exception>
    public static IReadOnlyList<string> Whole(IReadOnlyList<string> texts) =>
        texts.Contains(null!) ? throw new StoredDataException("a list of texts holds a null") : texts;
}
