using System.Text.RegularExpressions;

namespace Nanobot.Architecture.Tests;

/// <summary>What each folder below <c>Features</c> has to look like, told of its sources' texts.</summary>
internal static partial class EndpointConvention
{
    /// <summary>Everything that is wrong with the use case <paramref name="useCase"/> of <paramref name="service"/>; <paramref name="sources"/> are texts by file name.</summary>
    public static IEnumerable<string> Offences(string service, string useCase, IReadOnlyDictionary<string, string> sources)
    {
        foreach (var other in sources.Values.SelectMany(static text => Feature().Matches(text)).Select(static match => match.Groups[1].Value).Where(other => other != useCase).Distinct())
        {
            yield return $"{service}/{useCase} uses {other}";
        }

        var endpoints = sources.Keys.Where(static file => file.EndsWith("Endpoint.cs", StringComparison.Ordinal)).ToList();
        if (endpoints is not [var file] || file != $"{useCase}Endpoint.cs")
        {
            yield return $"{service}/{useCase} has not the one endpoint {useCase}Endpoint.cs";
            yield break;
        }

        var text = sources[file];
        foreach (var rule in Rules(service, useCase).Where(rule => Regex.Count(text, rule.Pattern) != rule.Times))
        {
            yield return $"{service}/{useCase}: {rule.Says}";
        }

        foreach (var body in Body().Matches(Handler().Match(text).Value).Select(static match => match.Groups[1].Value).Where(body => !text.Contains($".WithBodyCheck<{body}>(", StringComparison.Ordinal)))
        {
            yield return $"{service}/{useCase}: what it asks of {body} is told, so that all that is wrong with one is named at once";
        }
    }

    private static (string Pattern, int Times, string Says)[] Rules(string service, string useCase) =>
    [
        ($@"\binternal static (partial )?class {useCase}Endpoint\b", 1, "an internal static class of the use case's name"),
        (@"\bvoid Map\w+\(", 1, "one method that maps"),
        ($@"\bpublic static void Map{useCase}\(this RouteGroupBuilder \w+\)", 1, "it is called as the use case and extends the group"),
        (@"\.Map(Get|Post|Put|Patch|Delete|Methods|Fallback)?\(", 0, "nothing is mapped by a path"),
        ($@"\.MapOperation\(Operations\.{service}\.{useCase}, Handle(Async)?\)", 1, "its operation is mapped to a named handler"),
        (@"\bMapOperation\(", 1, "no other operation is mapped"),
        (@"\bprivate static [^=;(]*\bHandle(Async)?\(", 1, "the handler is a private static method"),
    ];

    [GeneratedRegex(@"\bprivate static [^=;(]*\bHandle(Async)?\([^{]*?\)\s*(\{|=>)")]
    private static partial Regex Handler();

    // A body, as against the request as a whole.
    [GeneratedRegex(@"\b((?!Http)\w+Request) request,")]
    private static partial Regex Body();

    [GeneratedRegex(@"(?:\bServices\.\w+\.|(?<![\w.]))Features\.(\w+)")]
    private static partial Regex Feature();
}
