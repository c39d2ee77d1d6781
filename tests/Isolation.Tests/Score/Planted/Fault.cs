using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Isolation.Tests.Score.Planted;

/// <summary>
/// A fault by which tenants see what is others'. It is in no module: it is in what this installation is made of, from outside, or in its databases, and it is there only while it is
/// planted.
/// </summary>
/// <param name="Name">Where and what.</param>
/// <param name="What">What somebody did wrong to have it.</param>
internal sealed record Fault(string Name, string What)
{
    /// <summary>The module in whose container or pipeline it is; the gateway for what it forwards.</summary>
    public string Module { get; init; } = "";

    /// <summary>Runs ahead of all that the module does with a request.</summary>
    public Func<HttpContext, RequestDelegate, Task>? Around { get; init; }

    /// <summary>In a module: whom it takes for the caller, of whom it has verified. At the gateway: whose context it sends on, of whom it has let in.</summary>
    public Func<HttpContext, TenantContext, TenantContext>? Takes { get; init; }

    /// <summary>Whom a module believes without having verified it.</summary>
    public Func<HttpContext, TenantContext?>? Believes { get; init; }

    /// <summary>Plants it in a store.</summary>
    public Func<Installation, Task>? Plant { get; init; }

    /// <summary>Takes it out of the store.</summary>
    public Func<Installation, Task>? Remove { get; init; }

    /// <summary>Why it is not to be found: another guard holds; null: it is to be found.</summary>
    public string? HeldBy { get; init; }
}
