using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Nanobot.Analyzers;

/// <summary>
/// Names of types or members as an option lists them, behind commas: one without a dot means all of that name, one with dots the one of that namespace (and type).
/// </summary>
internal sealed class NameList
{
    private readonly HashSet<string> _last;
    private readonly HashSet<string> _whole;

    private NameList(IEnumerable<string> names)
    {
        _whole = new(names, StringComparer.Ordinal);
        _last = new(_whole.Select(static name => name.Substring(name.LastIndexOf('.') + 1)), StringComparer.Ordinal);
    }

    /// <summary>The names as they are listed.</summary>
    public ImmutableArray<string> Words => [.. _whole];

    /// <summary>The names of an option's value.</summary>
    public static NameList Parse(string text) => new(text.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(static name => name.Trim()).Where(static name => name.Length > 0));

    /// <summary>Whether the symbol is listed.</summary>
    public bool Has(ISymbol? symbol) =>
        symbol is not null && _last.Contains(symbol.Name) && (_whole.Contains(symbol.Name) || _whole.Contains(WholeName(symbol)));

    /// <summary>Whether the type, a type around it or a namespace around it is listed.</summary>
    public bool HasAround(ISymbol? symbol)
    {
        for (var at = symbol; at is not null and not INamespaceSymbol { IsGlobalNamespace: true }; at = at.ContainingSymbol)
        {
            if (at is INamedTypeSymbol or INamespaceSymbol && Has(at))
            {
                return true;
            }
        }

        return false;
    }

    // Without type parameters: Namespace.Type.Member.
    private static string WholeName(ISymbol symbol)
    {
        var name = symbol.Name;
        for (var at = symbol.ContainingSymbol; at is not null and not INamespaceSymbol { IsGlobalNamespace: true } and not IModuleSymbol; at = at.ContainingSymbol)
        {
            name = $"{at.Name}.{name}";
        }

        return name;
    }
}
