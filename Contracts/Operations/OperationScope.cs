namespace Nanobot.Contracts.Operations;

/// <summary>
/// What a key's scope reaches: the operation of that name, or those that it matches, where <c>*</c> stands for any characters, dots
/// included: <c>chat.send</c>, <c>reports.*</c>, <c>*.list</c>.
/// </summary>
public static class OperationScope
{
    /// <summary>Most scopes of a key.</summary>
    public const int Most = 32;

    /// <summary>Most characters of one.</summary>
    public const int Longest = 64;

    /// <summary>Whether a text can be a scope at all.</summary>
    public static bool IsValid(string? scope) => scope is { Length: > 0 and <= Longest }
        && scope.All(static character => character is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '_' or '*');

    /// <summary>Whether one of the scopes reaches the operation of that name.</summary>
    public static bool AnyCovers(IReadOnlyList<string> scopes, string name)
    {
        for (var i = 0; i < scopes.Count; i++)
        {
            if (Covers(scopes[i], name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a scope reaches all that another one reaches, or an operation by its name: its characters are those of the other, and its
    /// <c>*</c> stand for any, a <c>*</c> too, which nothing else stands for.
    /// </summary>
    public static bool Covers(ReadOnlySpan<char> scope, ReadOnlySpan<char> other)
    {
        // The last star takes what the rest leaves over, so that the time is bounded by the product of the lengths.
        var (at, star, mark, i) = (0, -1, 0, 0);
        while (i < other.Length)
        {
            if (at < scope.Length && scope[at] == '*')
            {
                (star, mark, at) = (at, i, at + 1);
            }
            else if (at < scope.Length && scope[at] == other[i])
            {
                (at, i) = (at + 1, i + 1);
            }
            else if (star >= 0)
            {
                (at, mark) = (star + 1, mark + 1);
                i = mark;
            }
            else
            {
                return false;
            }
        }

        while (at < scope.Length && scope[at] == '*')
        {
            at++;
        }

        return at == scope.Length;
    }
}
