using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Nanobot.Analyzers;

/// <summary>NBA003: what is ambient is read elsewhere than in the listed types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AmbientUseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.AmbientUse];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var files = new Settings.OfFiles(start.Options);
            start.RegisterOperationAction(operation => Look(operation, ((IMemberReferenceOperation)operation.Operation).Member, files),
                OperationKind.PropertyReference, OperationKind.FieldReference, OperationKind.MethodReference);
            start.RegisterOperationAction(operation => Look(operation, ((IInvocationOperation)operation.Operation).TargetMethod, files), OperationKind.Invocation);
        });
    }

    private static void Look(OperationAnalysisContext context, ISymbol member, Settings.OfFiles files)
    {
        var settings = files.Of(context.Operation.Syntax.SyntaxTree);
        if (settings.AmbientMembers.Has(member) && !settings.AmbientReaders.HasAround(context.ContainingSymbol.ContainingType ?? context.ContainingSymbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.AmbientUse, context.Operation.Syntax.GetLocation(), $"{member.ContainingType.Name}.{member.Name}"));
        }
    }
}
