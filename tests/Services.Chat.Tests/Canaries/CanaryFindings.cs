using System.Collections.Concurrent;
using System.Text;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>What was searched so far, and what was found where it must not be. For many at once.</summary>
internal sealed class CanaryFindings(CanaryFlock flock)
{
    private readonly ConcurrentDictionary<string, (long Texts, long Octets, long Own)> _searched = new(StringComparer.Ordinal);

    public CanaryFlock Flock => flock;

    /// <summary>Each word that was found where it must not be: the kind of place, the place, and whose it is.</summary>
    public ConcurrentQueue<(string Kind, string Found)> Foreign { get; } = new();

    /// <summary>Texts, octets and the words of their own users, by kind of place.</summary>
    public IReadOnlyDictionary<string, (long Texts, long Octets, long Own)> Searched => _searched;

    /// <summary>Looks at a text of a user's, or of nobody's: it may have that user's word and no other.</summary>
    public void Look(string kind, string place, string text, Canary? owner)
    {
        var own = 0;
        foreach (var found in flock.In(text))
        {
            if (found == owner)
            {
                own++;
            }
            else
            {
                Foreign.Enqueue((kind, $"{place}, which is {(owner is null ? "nobody's" : $"of {owner}")}, has the word of {found}"));
            }
        }

        Count(kind, text, own);
    }

    /// <summary>Looks at a text of which only its words say whose it is: they must be of one user. Returns whose.</summary>
    public Canary? LookAtOne(string kind, string place, string text)
    {
        var found = flock.In(text).ToList();
        if (found.Count > 1)
        {
            Foreign.Enqueue((kind, $"{place} has the words of {string.Join(" and ", found)}"));
        }

        Count(kind, text, found.Count);
        return found.FirstOrDefault();
    }

    public override string ToString() => string.Join("\n", _searched.OrderBy(static kind => kind.Key, StringComparer.Ordinal).Select(static kind =>
        $"  {kind.Key}: {kind.Value.Texts:N0} texts, {kind.Value.Octets:N0} octets, {kind.Value.Own:N0} of them with words of their own"));

    private void Count(string kind, string text, int own)
    {
        var octets = Encoding.UTF8.GetByteCount(text);
        _searched.AddOrUpdate(kind, _ => (1, octets, Math.Min(own, 1)), (_, so) => (so.Texts + 1, so.Octets + octets, so.Own + Math.Min(own, 1)));
    }
}
