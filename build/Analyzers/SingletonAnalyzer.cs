using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Nanobot.Analyzers;

/// <summary>
/// NBA004: what lives as long as the process holds a tenant. NBA005: it is given something that does, and that is made for each request. What lives so long is what is registered so, what the host starts,
/// and what an attribute says it of.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SingletonAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.SingletonHoldsTenant, Rules.CaptiveTenant];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var look = new Look(new Settings.OfFiles(start.Options));
            start.RegisterOperationAction(operation => look.Note((IInvocationOperation)operation.Operation), OperationKind.Invocation);
            start.RegisterSymbolAction(symbol => look.Note((INamedTypeSymbol)symbol.Symbol), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(look.Tell);
        });
    }

    private sealed class Look(Settings.OfFiles files)
    {
        private readonly ConcurrentBag<Registration> _registered = [];
        private readonly ConcurrentBag<INamedTypeSymbol> _others = [];

        public void Note(IInvocationOperation call)
        {
            if (Registration.Of(call) is { } registration)
            {
                _registered.Add(registration);
            }
        }

        public void Note(INamedTypeSymbol type)
        {
            if (type.TypeKind == TypeKind.Class && (type.AllInterfaces.Any(static one => one.Name == "IHostedService")
                || (files.Of(type) is { } settings && type.GetAttributes().Any(one => settings.SingletonAttributes.Has(one.AttributeClass)))))
            {
                _others.Add(type);
            }
        }

        public void Tell(CompilationAnalysisContext context)
        {
            var requests = new Dictionary<ISymbol, INamedTypeSymbol>(SymbolEqualityComparer.Default);
            foreach (var registration in _registered.Where(static one => !one.IsSingleton))
            {
                requests[registration.Type.OriginalDefinition] = registration.Type;
                requests[registration.Service.OriginalDefinition] = registration.Type;
            }

            var singletons = _registered.Where(static one => one.IsSingleton).ToList();
            foreach (var type in singletons.Select(static one => one.Type.OriginalDefinition).Concat(_others).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
            {
                TellOf(type, requests, context);
            }

            foreach (var registration in singletons)
            {
                foreach (var (asked, at) in registration.Asked)
                {
                    TellCaptive(registration.Type, asked, at, requests, context);
                }
            }
        }

        private void TellOf(INamedTypeSymbol type, Dictionary<ISymbol, INamedTypeSymbol> requests, CompilationAnalysisContext context)
        {
            // What another project has is looked at there.
            if (files.Of(type) is not { } settings)
            {
                return;
            }

            var holding = new TenantHolding(settings);
            foreach (var (member, path) in holding.Holders(type))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.SingletonHoldsTenant, member.Locations[0], type.Name, path));
            }

            foreach (var parameter in type.InstanceConstructors.SelectMany(static constructor => constructor.Parameters))
            {
                if (parameter.Type is INamedTypeSymbol given)
                {
                    TellCaptive(type, given, parameter.Locations.FirstOrDefault() ?? type.Locations[0], requests, context);
                }
            }
        }

        private void TellCaptive(INamedTypeSymbol type, INamedTypeSymbol given, Location at, Dictionary<ISymbol, INamedTypeSymbol> requests, CompilationAnalysisContext context)
        {
            if (requests.TryGetValue(given.OriginalDefinition, out var made) && files.Of(made) is { } settings && new TenantHolding(settings).Find(made) is { } path)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.CaptiveTenant, at, type.Name, given.Name, TenantHolding.Join(made.Name, path)));
            }
        }
    }
}
