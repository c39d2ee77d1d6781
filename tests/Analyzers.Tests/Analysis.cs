using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Nanobot.Analyzers.Tests;

/// <summary>What an analyzer says of a source: a line "ID at «text that is marked»" for each finding, in the order of the text.</summary>
internal static class Analysis
{
    private const string Usings = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>What stands for a house with tenants: a context, an id, stores and a builder of names.</summary>
    private const string House = """
        namespace House
        {
            public sealed record TenantContext(string TenantId);
            public sealed record TenantId(string Value);
            public sealed class MakesStoreNamesAttribute(string reason) : Attribute { public string Reason => reason; }
            public readonly struct StoreName
            {
                public string Text => "";
                public override string ToString() => "";
                public static implicit operator StackExchange.Redis.RedisKey(StoreName name) => name.Text;
            }
        }
        namespace StackExchange.Redis
        {
            public readonly struct RedisKey
            {
                public RedisKey(string key) { }
                public static implicit operator RedisKey(string? key) => default;
                public static implicit operator RedisKey(byte[]? key) => default;
            }
            public readonly struct RedisChannel
            {
                public static RedisChannel Literal(string value) => default;
            }
            public interface IDatabase
            {
                void KeyDelete(RedisKey key);
                void KeyDelete(RedisKey[] keys);
            }
        }
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => Path.GetFileName(file) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(static file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>What is found in the source.</summary>
    /// <param name="source">The source; the types of the house are there.</param>
    /// <param name="options">What an .editorconfig says.</param>
    public static async Task<IReadOnlyList<string>> OfAsync<TAnalyzer>([StringSyntax("C#")] string source, params (string Key, string Value)[] options)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var compilation = CSharpCompilation.Create("Looked.At",
            [Parse(Usings, "Usings.cs"), Parse(House, "House.g.cs"), Parse(source, "Source.cs")],
            References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(static one => one.Severity == DiagnosticSeverity.Error));

        var found = await compilation.WithAnalyzers([new TAnalyzer()], new AnalyzerOptions([], new Config(options))).GetAllDiagnosticsAsync();
        Assert.DoesNotContain(found, static one => one.Id == "AD0001");
        return [.. found.Where(static one => one.Id.StartsWith("NBA", StringComparison.Ordinal) && !one.IsSuppressed).OrderBy(static one => one.Location.SourceSpan.Start)
            .Select(static one => $"{one.Id} at {one.Location.SourceTree!.GetText().ToString(one.Location.SourceSpan)}")];
    }

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), path);

    private sealed class Config((string Key, string Value)[] options) : AnalyzerConfigOptionsProvider
    {
        private readonly Options _options = new(options.ToDictionary(static one => one.Key, static one => one.Value, StringComparer.OrdinalIgnoreCase));

        public override AnalyzerConfigOptions GlobalOptions => new Options([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _options;
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
