using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Nanobot.Analyzers;

/// <summary>NBA001: a text becomes the name of a key, a channel, an entry of a cache or a lock that no builder of names has made.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.RawName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var files = new Settings.OfFiles(start.Options);
            start.RegisterOperationAction(operation => LookAtConversion(operation, files), OperationKind.Conversion);
            start.RegisterOperationAction(operation => LookAtArgument(operation, files), OperationKind.Argument);
            start.RegisterOperationAction(operation => LookAtText(operation, files), OperationKind.Literal);
        });
    }

    // A key is mostly made by an implicit conversion.
    private static void LookAtConversion(OperationAnalysisContext context, Settings.OfFiles files)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (conversion.OperatorMethod is null || conversion.Type is not { } type || !IsText(conversion.Operand.Type))
        {
            return;
        }

        var settings = files.Of(conversion.Syntax.SyntaxTree);
        if (settings.NameTypes.Has(type))
        {
            Refuse(context, conversion.Operand, type.Name, settings);
        }
    }

    private static void LookAtArgument(OperationAnalysisContext context, Settings.OfFiles files)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument.IsImplicit || argument.Parameter is not { ContainingSymbol: IMethodSymbol method } parameter || !IsText(Bare(argument.Value).Type))
        {
            return;
        }

        var settings = files.Of(argument.Syntax.SyntaxTree);
        // What makes a name of a text by a call: new RedisKey(…), RedisChannel.Literal(…).
        if ((settings.NameTypes.Has(method.ContainingType) && (method.MethodKind == MethodKind.Constructor || SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType)))
            || (parameter.Name is "key" or "keys" && IsCache(method, settings)))
        {
            Refuse(context, Bare(argument.Value), method.ContainingType.Name, settings);
        }
    }

    private static void LookAtText(OperationAnalysisContext context, Settings.OfFiles files)
    {
        // The text within an interpolated one is a literal as well.
        if (context.Operation is ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } })
        {
            var settings = files.Of(context.Operation.Syntax.SyntaxTree);
            if (settings.LockFunctions.FirstOrDefault(name => text.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0) is { } function && !IsMaker(context.ContainingSymbol, settings))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.RawName, context.Operation.Syntax.GetLocation(), function));
            }
        }
    }

    private static void Refuse(OperationAnalysisContext context, IOperation text, string sink, Settings settings)
    {
        if (text.ConstantValue is not { HasValue: true, Value: null } && !IsMade(text, settings) && !IsMaker(context.ContainingSymbol, settings))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.RawName, text.Syntax.GetLocation(), sink));
        }
    }

    // By the builder, or by what says that it makes names.
    private static bool IsMade(IOperation text, Settings settings) => Bare(text) switch
    {
        IPropertyReferenceOperation { Property: var property } => IsMaker(property, settings) || settings.BuilderTypes.Has(property.ContainingType),
        IFieldReferenceOperation { Field: var field } => IsMaker(field, settings) || settings.BuilderTypes.Has(field.ContainingType),
        IInvocationOperation { TargetMethod: var method, Instance: var instance } => IsMaker(method, settings) || settings.BuilderTypes.Has(method.ContainingType) || settings.BuilderTypes.Has(instance?.Type),
        IConditionalOperation { WhenTrue: var first, WhenFalse: { } second } => IsMade(first, settings) && IsMade(second, settings),
        _ => false,
    };

    private static bool IsMaker(ISymbol symbol, Settings settings)
    {
        for (var at = symbol; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            if (at.GetAttributes().Any(one => settings.MakerAttributes.Has(one.AttributeClass)) || settings.BuilderTypes.Has(at))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCache(IMethodSymbol method, Settings settings) =>
        settings.Caches.Has(method.ContainingType) || method.ContainingType.AllInterfaces.Any(settings.Caches.Has) || settings.Caches.Has(method.ContainingType.BaseType);

    private static bool IsText(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte };

    private static IOperation Bare(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
