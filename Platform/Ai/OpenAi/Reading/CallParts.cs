using System.Text.Json;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// Finds for each part of a tool call the call that it belongs to: by its index, else by its id, else it goes on with the
/// last one.
/// </summary>
/// <param name="offered">The tools on offer.</param>
internal sealed class CallParts(IReadOnlyList<string> offered)
{
    private const int MostCalls = 256;
    private const int MostIdCharacters = 200;
    private readonly List<(string? Index, PartialCall Call)> _calls = [];
    private PartialCall? _legacy;

    /// <summary>How long all arguments are together so far.</summary>
    public long Characters { get; private set; }

    public bool Any => _calls.Count > 0;

    /// <summary>Takes parts of calls; with <paramref name="whole"/> each is a call of its own.</summary>
    public void Take(JsonElement calls, bool whole)
    {
        var before = _calls.Count;
        foreach (var part in calls.Objects())
        {
            var (id, index) = (part.Member("id").Text(), part.Member("index").Text());
            var (name, arguments) = Function(part);
            // Some send a whole message again before they say that it is the end.
            if ((id is null && name is null && arguments.Length == 0)
                || (whole && id is not null && _calls.Take(before).Any(item => item.Call.IsSame(id, name, arguments))))
            {
                continue;
            }

            Characters += arguments.Length;
            var call = whole ? null : Known(id, index, name, arguments);
            if (call is null)
            {
                if (_calls.Count == MostCalls)
                {
                    throw new ModelUnavailableException($"it calls more than {MostCalls} tools at once", isTransient: false);
                }

                _calls.Add((index, call = new PartialCall(id, name, offered)));
            }

            call.Take(id, name, arguments);
        }
    }

    /// <summary>Takes the one call of the API before it had several: by servers that send both it says the same once more.</summary>
    public void TakeLegacy(JsonElement call)
    {
        if (call.ValueKind == JsonValueKind.Object)
        {
            var (name, arguments) = Function(call);
            Characters += arguments.Length;
            (_legacy ??= new PartialCall(null, name, offered)).Take(null, name, arguments);
        }
    }

    /// <summary>The calls, each with an id that no other has.</summary>
    public IReadOnlyList<ServerCall> End()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<PartialCall> calls = _calls.Count == 0 && _legacy is { Name: not null } legacy ? [legacy] : _calls.Select(static item => item.Call);
        return [.. calls.Select(call => new ServerCall(Id(call.Id, ids), Name(call.Name), call.Arguments))];
    }

    private PartialCall? Known(string? id, string? index, string? name, string arguments)
    {
        // One id under two indexes is two calls, but a call without an index may get one later.
        var found = (index is not null ? _calls.LastOrDefault(item => item.Index == index).Call : null)
            ?? (id is not null ? _calls.LastOrDefault(item => item.Call.Id == id && (index is null || item.Index is null)).Call
                : index is null ? _calls.LastOrDefault().Call : null);
        if (found is null)
        {
            // Without a name nothing begins, unless the last one has come to its end.
            return name is null && arguments.Length > 0 && _calls.Count > 0 && !_calls[^1].Call.IsWhole ? _calls[^1].Call : null;
        }

        return found.IsFollowedBy(id, name, arguments) ? null : found;
    }

    private static (string? Name, string Arguments) Function(JsonElement part)
    {
        var inner = part.Member("function");
        var function = inner.ValueKind == JsonValueKind.Object ? inner : part;
        var arguments = function.Member("arguments") is { ValueKind: not JsonValueKind.Undefined } given ? given : function.Member("parameters");
        return (function.Member("name").Text() ?? inner.Text(), PartialCall.Text(arguments));
    }

    // The SDK drops a call without a name: the model would wait for its result.
    private static string Name(string? name) => new WholeCharacters().Take(name ?? "") is { Length: > 0 } text ? text : "unnamed";

    /// <summary>The server's id where whoever answers the call can use it, else a new one.</summary>
    private static string Id(string? id, HashSet<string> taken) =>
        id is { Length: <= MostIdCharacters } && !id.Any(static character => char.IsControl(character) || char.IsSurrogate(character)) && taken.Add(id)
            ? id
            : $"call-{Guid.NewGuid():n}";
}
