namespace Nanobot.Platform.Policies.Patterns;

/// <summary>Texts with ids, such that all of which a given text begins with are found in one walk along it, however many there are.</summary>
internal sealed class LiteralTrie
{
    private readonly Node _root;

    public LiteralTrie(IEnumerable<(string Text, Glob Glob, int Id)> texts) => _root = Build("", [.. texts]);

    public bool IsEmpty => _root.Next.Length == 0;

    /// <summary>Adds the ids of all that <paramref name="text"/> begins with and whose globs <paramref name="whole"/> matches.</summary>
    public void Collect(scoped ReadOnlySpan<char> text, scoped ReadOnlySpan<char> whole, ref IdList ids)
    {
        var node = _root;
        while (true)
        {
            foreach (var (glob, id) in node.Found)
            {
                // One that is found at several places of the text counts once.
                if (glob.Matches(whole) && !ids.Ids.Contains(id))
                {
                    ids.Add(id);
                }
            }

            var next = text.IsEmpty ? -1 : node.Firsts.AsSpan().IndexOf(text[0]);
            if (next < 0 || !text.StartsWith(node.Next[next].Label.AsSpan()))
            {
                return;
            }

            node = node.Next[next];
            text = text[node.Label.Length..];
        }
    }

    private static Node Build(string label, List<(string Text, Glob Glob, int Id)> texts)
    {
        (Glob, int)[] found = [.. texts.Where(static text => text.Text.Length == 0).Select(static text => (text.Glob, text.Id))];
        var next = texts.Where(static text => text.Text.Length > 0).GroupBy(static text => text.Text[0])
            .Select(static group =>
            {
                var shared = Shared([.. group.Select(static text => text.Text)]);
                return Build(group.First().Text[..shared], [.. group.Select(text => (text.Text[shared..], text.Glob, text.Id))]);
            })
            .ToArray();
        return new Node(label, found, [.. next.Select(static node => node.Label[0])], next);
    }

    // How many characters all of them begin with.
    private static int Shared(List<string> texts) =>
        texts.Aggregate(texts[0].Length, (length, text) => Math.Min(length, text.AsSpan().CommonPrefixLength(texts[0])));

    private sealed record Node(string Label, (Glob Glob, int Id)[] Found, char[] Firsts, Node[] Next);
}
