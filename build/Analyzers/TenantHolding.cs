using Microsoft.CodeAnalysis;

namespace Nanobot.Analyzers;

/// <summary>
/// By what a type holds one tenant: by a field, or by one of what it is made of. What is kept of many, each by its id, stands in collections, into which this does not look.
/// </summary>
internal sealed class TenantHolding(Settings settings)
{
    private const int Depth = 8;

    // What stands in these is held as if it stood in the field itself.
    private static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal)
    {
        "Nullable", "Lazy", "Task", "ValueTask", "TaskCompletionSource", "Func", "WeakReference", "StrongBox", "AsyncLocal", "ThreadLocal",
    };

    /// <summary>A member by which the type's values hold a tenant, as a path; null where they hold none. A type that is one has the empty path.</summary>
    public string? Find(ITypeSymbol type) => Find(type, Depth, new(SymbolEqualityComparer.Default));

    /// <summary>The same of what a member has, which may be a tenant's id as a plain value.</summary>
    public string? FindIn(string name, ITypeSymbol type) => IsId(name, type) ? "" : Find(type);

    /// <summary>The members of an instance of this very type that hold a tenant, and by what.</summary>
    public IEnumerable<(ISymbol Member, string Path)> Holders(INamedTypeSymbol type) =>
        Members(type).Select(member => (member.Symbol, member.Name, Path: FindIn(member.Name, member.Type))).Where(static held => held.Path is not null).Select(static held => (held.Symbol, Join(held.Name, held.Path!)));

    /// <summary>The path from a member on.</summary>
    public static string Join(string name, string path) => path.Length == 0 ? name : $"{name}.{path}";

    private string? Find(ITypeSymbol type, int depth, HashSet<ISymbol> seen)
    {
        if (type is IArrayTypeSymbol or ITypeParameterSymbol)
        {
            return null;
        }

        if (settings.TenantTypes.Has(type))
        {
            return "";
        }

        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        // A function that is given something holds nothing of what it makes of it.
        if (named.TypeArguments.Length == 1 && Wrappers.Contains(named.Name) && IsSystem(named))
        {
            return Find(named.TypeArguments[0], depth, seen);
        }

        // A type without source shows no fields.
        if (depth == 0 || named.TypeKind is not (TypeKind.Class or TypeKind.Struct) || named.DeclaringSyntaxReferences.IsEmpty || !seen.Add(named))
        {
            return null;
        }

        foreach (var (_, name, memberType) in Members(named))
        {
            var path = IsId(name, memberType) ? "" : Find(memberType, depth - 1, seen);
            if (path is not null)
            {
                return Join(name, path);
            }
        }

        return null;
    }

    // Fields, for properties and captured parameters those that the compiler makes; of base types, too.
    private static IEnumerable<(ISymbol Symbol, string Name, ITypeSymbol Type)> Members(INamedTypeSymbol type)
    {
        for (var at = type; at is not null && !at.DeclaringSyntaxReferences.IsEmpty; at = at.BaseType)
        {
            foreach (var field in at.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic && !field.IsConst))
            {
                // That of a parameter is called <parameter>P.
                var member = field.AssociatedSymbol ?? field;
                yield return (member, member.Name.StartsWith("<", StringComparison.Ordinal) ? member.Name.Substring(1, member.Name.IndexOf('>') - 1) : member.Name, field.Type);
            }
        }
    }

    private bool IsId(string name, ITypeSymbol type)
    {
        var plain = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        return (plain.SpecialType is SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 || plain is { Name: "Guid" })
            && settings.TenantIds.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == "System";
    }
}
