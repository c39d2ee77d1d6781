namespace Nanobot.Contracts.Operations;

/// <summary>One thing that the suite can be asked to do, at whichever door. All of them stand in <see cref="Operations"/>.</summary>
public sealed record Operation
{
    internal Operation(string name, string id, string verb, string path, string module, Access access, CostClass cost)
    {
        Name = name;
        Id = id;
        Verb = verb;
        Path = path;
        Module = module;
        Access = access;
        Cost = cost;
        Resource = $"method:{name}";
    }

    /// <summary>Its name in policies, calls and commands, for example <c>schedule.jobs.list</c>.</summary>
    public string Name { get; }

    /// <summary>Its id in the OpenAPI document, for example <c>ListJobs</c>.</summary>
    public string Id { get; }

    /// <summary>The HTTP method, in upper case.</summary>
    public string Verb { get; }

    /// <summary>The whole path as routing writes it, the same at the gateway and in the module: <c>/workspace/files/{**path}</c>.</summary>
    public string Path { get; }

    /// <summary>The module that serves it.</summary>
    public string Module { get; }

    /// <summary>Who may ask for it.</summary>
    public Access Access { get; }

    /// <summary>What it takes.</summary>
    public CostClass Cost { get; }

    /// <summary>
    /// The media types of which its answer may be, where nothing is preferred the first; none where the answer has no content. A request
    /// that accepts none of them is refused; both the gateway and the module choose among them by the same rule.
    /// </summary>
    public IReadOnlyList<string> Forms { get; internal init; } = [MediaTypes.Json];

    /// <summary>Most octets of a request's body unless its operation says another number.</summary>
    public const long DefaultLargestBody = 1024 * 1024;

    /// <summary>Most octets of a request's body, at the gateway and in the module, and once a content coding is taken off. Default 1 MiB.</summary>
    public long LargestBody { get; internal init; } = DefaultLargestBody;

    /// <summary>
    /// Whether it is how callers learn of their limits and ask for more: what is asked for when they are reached, and so takes no slot and is not kept back
    /// once the day's calls are used up. Of a minute it has its share like every other.
    /// </summary>
    public bool IsAboutLimits { get; internal init; }

    /// <summary>What a policy calls it.</summary>
    public string Resource { get; }

    /// <summary>Below this path all speak OpenAI's protocol: its bodies, its streams and its errors.</summary>
    public const string OpenAiRoot = "/v1";

    /// <summary>Whether it is asked for, answered and refused in OpenAI's shapes, which are those of HTTP and of no other door.</summary>
    public bool IsOpenAi => Path.StartsWith($"{OpenAiRoot}/", StringComparison.Ordinal);

    /// <summary>Whether the outside can ask for it.</summary>
    public bool IsPublic => Access is not (Access.Gateway or Access.Module or Access.Peer);

    /// <summary>Whether it may change something: its method is not one that only reads, nor does it only ask a question.</summary>
    public bool MayChange => Verb != "GET" && Cost != CostClass.Read;

    /// <summary>The path as an OpenAPI document writes it: <c>/workspace/files/{path}</c>.</summary>
    public string DocumentPath => Path.Replace("{**", "{", StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
