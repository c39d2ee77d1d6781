using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Nanobot.Architecture.Tests.Directions;

/// <summary>The arrows between the namespaces of a project, as the compiler resolves its names.</summary>
internal static class Arrows
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<Arrow>>> Known = new(StringComparer.Ordinal);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Platform = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
            .DistinctBy(Path.GetFileName)
            .Select(static file => MetadataReference.CreateFromFile(file)),
    ]);

    /// <summary>The arrows of a project of the repository; fails where it has no sources.</summary>
    public static IReadOnlyList<Arrow> Of(string project) => Known.GetOrAdd(project, static name => new(() => Read(name))).Value;

    /// <summary>The arrows between the given sources.</summary>
    public static IReadOnlyList<Arrow> Of(string name, IReadOnlyList<(string File, string Text)> sources)
    {
        if (sources.Count(static source => source.Text.Contains("namespace ", StringComparison.Ordinal)) == 0)
        {
            throw new InvalidOperationException($"{name} has no sources.");
        }

        var trees = sources.Select(static source => CSharpSyntaxTree.ParseText(source.Text, path: source.File)).ToList();
        // What source generators would add is missing, so that it does not compile: names resolve all the same.
        var others = Platform.Value.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != name);
        var compilation = CSharpCompilation.Create(name, trees, others, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return
        [
            .. trees.SelectMany(tree => From(tree, compilation))
                .GroupBy(static arrow => (arrow.From, arrow.To))
                .Select(static same => same.MinBy(static arrow => (arrow.FromFile, arrow.ToFile))!)
                .OrderBy(static arrow => (arrow.From, arrow.To)),
        ];
    }

    private static IReadOnlyList<Arrow> Read(string project)
    {
        var directory = Repository.DirectoryOf(project);
        var usings = Path.Combine(directory, "obj", Repository.Configuration, "net10.0", $"{project}.GlobalUsings.g.cs");
        var files = Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(directory, file).Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
            .Append(usings)
            .Select(static file => (Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file)));
        return Of(project, [.. files]);
    }

    private static IEnumerable<Arrow> From(SyntaxTree tree, CSharpCompilation compilation)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var name in tree.GetRoot().DescendantNodes(static node => node is not UsingDirectiveSyntax).OfType<SimpleNameSyntax>())
        {
            if (name.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>()?.Name.ToString() is not { } from
                || Declared(model.GetSymbolInfo(name)) is not { } type
                || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
                || type.ContainingNamespace.IsGlobalNamespace)
            {
                continue;
            }

            var to = type.ContainingNamespace.ToDisplayString();
            if (to != from)
            {
                yield return new Arrow(from, to, tree.FilePath, type.Locations[0].SourceTree!.FilePath);
            }
        }
    }

    private static INamedTypeSymbol? Declared(SymbolInfo info) => (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) switch
    {
        INamedTypeSymbol type => type.OriginalDefinition,
        IMethodSymbol { ReducedFrom: { } extension } => extension.ContainingType,
        IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => info.Symbol?.ContainingType?.OriginalDefinition,
        _ => null,
    };
}
