namespace Nanobot.Isolation.Tests.Score;

/// <summary>One request of a trial.</summary>
/// <param name="Kind">What is tried by it, as figures name it.</param>
/// <param name="Route">The operation.</param>
/// <param name="Caller">The tenant in which it is asked.</param>
/// <param name="Role">By whom of it: user, token, admin.</param>
/// <param name="Path">The path and the query.</param>
internal sealed record Attempt(string Kind, Route Route, Estate Caller, string Role, string Path)
{
    /// <summary>What a tenant asks of its own: no try, but what keeps memories warm.</summary>
    public const string Owners = "owner";

    /// <summary>Who is asked: the gateway, or a module itself.</summary>
    public string Door { get; init; } = "gateway";

    /// <summary>The context with which a module is asked; null: the caller's credential goes with it.</summary>
    public string? Context { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body and its type.</summary>
    public (string Text, string Type)? Body { get; init; }

    /// <summary>What of others was sent, and may come back.</summary>
    public IReadOnlyList<string> Sent { get; init; } = [];

    /// <summary>Whether nobody may be answered this with success.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether it is the caller's own, which it must get as long as it has it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The only status that it may be answered with; null: any.</summary>
    public int? Only { get; init; }

    /// <summary>The same with ids that nothing has, which must be answered the same.</summary>
    public Attempt? Missing { get; init; }

    public override string ToString() => $"{Kind}: {Role} of {Caller.TenantId} at {Door}: {Route.Method} {Path}";
}
