using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Nanobot.Analyzers;

/// <summary>NBA002: a static field, one of a thread or one that flows with the work, that holds a tenant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AmbientTenantAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.AmbientTenant];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var files = new Settings.OfFiles(start.Options);
            start.RegisterSymbolAction(symbol => Look(symbol, files), SymbolKind.NamedType);
        });
    }

    private static void Look(SymbolAnalysisContext context, Settings.OfFiles files)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        // Of a property that keeps something the field is looked at that the compiler makes for it.
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.IsConst || files.Of(type) is not { } settings || !IsAmbient(field))
            {
                continue;
            }

            var member = field.AssociatedSymbol ?? field;
            // A plain value that never changes is a name of something, such as of a header.
            var path = IsPlain(field.Type) && field.IsReadOnly ? null : new TenantHolding(settings).FindIn(member.Name, field.Type);
            if (path is not null)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.AmbientTenant, member.Locations[0], member.Name, TenantHolding.Join(field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), path)));
            }
        }
    }

    private static bool IsAmbient(IFieldSymbol field) =>
        field.IsStatic || field.Type is INamedTypeSymbol { Name: "AsyncLocal" or "ThreadLocal", ContainingNamespace.Name: "Threading" };

    private static bool IsPlain(ITypeSymbol type) => type.SpecialType != SpecialType.None || type.Name == "Guid";
}
