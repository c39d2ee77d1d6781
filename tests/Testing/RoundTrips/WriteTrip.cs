using System.Text.Json;
using Nanobot.Contracts.Operations;

namespace Nanobot.Testing.RoundTrips;

/// <summary>One operation with a JSON body, and where what it wrote can be read.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Body">A body that is accepted; each call gives one that collides with no other.</param>
public sealed record WriteTrip(Operation Operation, Func<string> Body)
{
    /// <summary>Where it is sent: the operation's path where that holds no parameters.</summary>
    public Func<Task<string>> Target { get; init; } = () => Task.FromResult(Operation.Path);

    /// <summary>Places that the document does not name, beside those that it does.</summary>
    public IReadOnlyList<string> FurtherPlaces { get; init; } = [];

    /// <summary>Which places are tried: all but where another trip of the same operation tries them.</summary>
    public Func<string, bool> Tries { get; init; } = static _ => true;

    /// <summary>Where the whole of what was answered can be read again.</summary>
    public Func<JsonElement, IEnumerable<string>> Alone { get; init; } = static _ => [];

    /// <summary>The list that it stands in.</summary>
    public string? List { get; init; }

    /// <summary>The member by which it is found in the list.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Where a member of the body stands in the answer; null where no answer shows it.</summary>
    public Func<string, string?> ShownAs { get; init; } = static place => place;

    /// <summary>Whether a text that is shown is the one that was sent, by the member's place; white space around it may go.</summary>
    public Func<string, string, string, bool> SameText { get; init; } = static (_, sent, shown) => shown == sent || shown == sent.Trim();

    /// <summary>Looks at whatever else an accepted write has done, for example its event; says what is wrong with it.</summary>
    public Func<string, JsonElement, Task<string?>> AlsoCheck { get; init; } = static (_, _) => Task.FromResult<string?>(null);
}
