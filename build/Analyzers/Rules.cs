using Microsoft.CodeAnalysis;

namespace Nanobot.Analyzers;

/// <summary>What is refused; docs/analyzers.md says of each why, and what to write instead.</summary>
internal static class Rules
{
    private const string Category = "Tenancy";

    // In the repository, and in the package as its readme.
    private const string Help = "docs/analyzers.md#";

    /// <summary>{0}: what demands a name.</summary>
    public static readonly DiagnosticDescriptor RawName = New(
        "NBA001",
        "A name under which tenants' things are kept is made by hand",
        "{0} takes a name from the one builder of names, which demands a tenant; this one is made by hand");

    /// <summary>{0}: the member, {1}: by what it holds a tenant.</summary>
    public static readonly DiagnosticDescriptor AmbientTenant = New(
        "NBA002",
        "A tenant is held where any work of the process finds it",
        "'{0}' holds a tenant ({1}) that is not handed on but found; hand the tenant to whoever needs it");

    /// <summary>{0}: the member that is read.</summary>
    public static readonly DiagnosticDescriptor AmbientUse = New(
        "NBA003",
        "A tenant is taken from the flow of work",
        "'{0}' says what is ambient, and this type is not among those that may go by it (nanobot_ambient_readers); take the tenant as a parameter");

    /// <summary>{0}: the singleton, {1}: by what it holds a tenant.</summary>
    public static readonly DiagnosticDescriptor SingletonHoldsTenant = New(
        "NBA004",
        "What lives as long as the process holds a tenant",
        "'{0}' lives as long as the process and holds a tenant ({1}), so that it works for that one whoever calls",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>{0}: the singleton, {1}: what it is given, {2}: by what that holds a tenant.</summary>
    public static readonly DiagnosticDescriptor CaptiveTenant = New(
        "NBA005",
        "What lives as long as the process is given what holds a request's tenant",
        "'{0}' lives as long as the process and is given '{1}', which holds a tenant ({2}): the first request's, for ever",
        WellKnownDiagnosticTags.CompilationEnd);

    private static DiagnosticDescriptor New(string id, string title, string message, params string[] tags) => new(
        id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + id.ToLowerInvariant(), customTags: tags);
}
