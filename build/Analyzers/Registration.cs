using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Nanobot.Analyzers;

/// <summary>A line by which a service is registered.</summary>
/// <param name="type">What is made for it.</param>
/// <param name="service">By which type it is asked for.</param>
/// <param name="isSingleton">Whether it lives as long as the process.</param>
/// <param name="asked">What the function that makes it asks the container for.</param>
/// <param name="at">Where the line stands.</param>
internal sealed class Registration(INamedTypeSymbol type, INamedTypeSymbol service, bool isSingleton, IReadOnlyList<(INamedTypeSymbol Type, Location At)> asked, Location at)
{
    public INamedTypeSymbol Type { get; } = type;

    public INamedTypeSymbol Service { get; } = service;

    public bool IsSingleton { get; } = isSingleton;

    public IReadOnlyList<(INamedTypeSymbol Type, Location At)> Asked { get; } = asked;

    public Location At { get; } = at;

    /// <summary>What the call registers; null where it registers nothing.</summary>
    public static Registration? Of(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        var isSingleton = name is "AddSingleton" or "TryAddSingleton" or "AddKeyedSingleton" or "TryAddKeyedSingleton" or "AddActivatedSingleton" or "AddHostedService";
        if ((!isSingleton && name is not ("AddScoped" or "TryAddScoped" or "AddKeyedScoped" or "TryAddKeyedScoped" or "AddTransient" or "TryAddTransient" or "AddKeyedTransient" or "TryAddKeyedTransient"))
            || !call.TargetMethod.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal))
        {
            return null;
        }

        var types = call.TargetMethod.TypeArguments.Concat(Descendants(call).OfType<ITypeOfOperation>().Select(static one => one.TypeOperand)).OfType<INamedTypeSymbol>().ToList();
        var made = call.Arguments.Select(static argument => Made(argument.Value)).FirstOrDefault(static type => type is not null);
        return (made ?? types.LastOrDefault()) is { } type ? new(type, types.FirstOrDefault() ?? type, isSingleton, [.. Descendants(call).OfType<IInvocationOperation>().Select(Ask).OfType<(INamedTypeSymbol, Location)>()], call.Syntax.GetLocation()) : null;
    }

    // Of a function what it gives, of an instance its type.
    private static INamedTypeSymbol? Made(IOperation value) => Bare(value) switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } => Made(function),
        IAnonymousFunctionOperation function => Made(function),
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.ReturnType: INamedTypeSymbol type } } => type,
        IObjectCreationOperation { Type: INamedTypeSymbol type } => type,
        _ => null,
    };

    private static INamedTypeSymbol? Made(IAnonymousFunctionOperation function) => Descendants(function.Body).OfType<IReturnOperation>()
        .Select(static end => end.ReturnedValue is { } value ? Bare(value).Type as INamedTypeSymbol : null).FirstOrDefault(static type => type is not null);

    private static object? Ask(IInvocationOperation call) =>
        call.TargetMethod is { Name: "GetRequiredService" or "GetService" or "GetRequiredKeyedService" } method && method.TypeArguments.FirstOrDefault() is INamedTypeSymbol type ? (type, call.Syntax.GetLocation()) : null;

    private static IOperation Bare(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    private static IEnumerable<IOperation> Descendants(IOperation operation) => operation.ChildOperations.SelectMany(static child => Descendants(child)).Concat(operation.ChildOperations);
}
