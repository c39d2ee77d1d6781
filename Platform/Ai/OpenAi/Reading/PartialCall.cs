using System.Text.Json;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>One tool call as its parts come.</summary>
/// <param name="id">The id that its first part bears, if any.</param>
/// <param name="name">The tool, if the first part names it.</param>
/// <param name="offered">The tools on offer.</param>
internal sealed class PartialCall(string? id, string? name, IReadOnlyList<string> offered)
{
    private readonly List<string> _parts = [];
    private int _length;
    private bool _isNamed;

    public string? Id { get; private set; } = id;

    public string? Name { get; private set; } = name;

    /// <summary>The arguments as JSON text, put together as <see cref="CallArguments"/> says.</summary>
    public string Arguments => CallArguments.Of(_parts);

    /// <summary>Whether its arguments have come to their end.</summary>
    public bool IsWhole => CallArguments.IsWhole(Written);

    private string Written => string.Concat(_parts);

    /// <summary>
    /// Whether a part that bears a name begins another call, although it says by its index or id that it belongs here. Some
    /// servers give all calls one index or one id; others repeat the name, send it in pieces, or make up an id, with each part.
    /// </summary>
    public bool IsFollowedBy(string? id, string? name, string arguments)
    {
        if (name is null || Name is null || Joined(id, name) is not null)
        {
            return false;
        }

        if (name != Name)
        {
            return true;
        }

        return IsOneId(id)
            ? CallArguments.IsWhole(arguments) && IsWhole && !CallArguments.AreSame(Written, arguments) && (id is null || !CallArguments.IsNothing(Written))
            : string.IsNullOrWhiteSpace(Written) || IsWhole;
    }

    /// <summary>Whether it is this call that is said once more, in whole.</summary>
    public bool IsSame(string id, string? name, string arguments) => id == Id && name == Name && CallArguments.AreSame(Written, arguments);

    public void Take(string? id, string? name, string arguments)
    {
        // The first part's own name is the one that it was made with.
        Name = _isNamed && Name is not null && name is not null ? Joined(id, name) ?? Name : Name ?? name;
        (Id, _isNamed) = (Id ?? id, Name is not null);
        var isAgain = arguments.Length == _length && arguments == Written && CallArguments.IsWhole(arguments);
        if (arguments.Length > 0 && !isAgain)
        {
            _parts.Add(arguments);
            _length += arguments.Length;
        }
    }

    /// <summary>The text of arguments, whether sent as text or as the object itself.</summary>
    public static string Text(JsonElement arguments) => arguments.ValueKind switch
    {
        JsonValueKind.Undefined => "",
        JsonValueKind.String => arguments.Text() ?? "",
        _ => arguments.GetRawText(),
    };

    private bool IsOneId(string? id) => id is null || Id is null || id == Id;

    // Before the arguments begin, the name may still go on.
    private string? Joined(string? id, string name) =>
        _parts.TrueForAll(string.IsNullOrWhiteSpace) ? ToolNames.Joined(Name!, name, offered, IsOneId(id)) : null;
}
