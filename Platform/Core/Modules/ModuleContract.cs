using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Platform.Core.Modules;

/// <summary>What a module offers and takes: two processes with one hash may stand in for each other.</summary>
/// <param name="Hash">SHA-256 over all of it, 64 lower-case hexadecimal digits.</param>
/// <param name="Operations">Names of its operations.</param>
/// <param name="Stores">Names of its stores.</param>
/// <param name="TopicsIn">Topics that it takes up or hears.</param>
/// <param name="TopicsOut">Topics that it publishes to.</param>
public sealed record ModuleContract(
    string Hash, IReadOnlyList<string> Operations, IReadOnlyList<string> Stores, IReadOnlyList<string> TopicsIn, IReadOnlyList<string> TopicsOut)
{
    /// <summary>The contract of a module.</summary>
    public static ModuleContract Of(ModuleDefinition module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Of(module.Name, [.. module.Stores.Select(static store => store.Name)], [.. module.Topics.Select(static topic => topic.Name)], module.Publishes);
    }

    /// <summary>The contract of a module that is put together by hand: that of its operations.</summary>
    public static ModuleContract Of(string module) => Of(module, [], [], []);

    private static ModuleContract Of(string module, IReadOnlyList<string> stores, IReadOnlyList<string> topicsIn, IReadOnlyList<string> topicsOut)
    {
        var operations = Contracts.Operations.Operations.Of(module);
        string[] lines =
        [
            module,
            .. operations.Select(static operation => $"{operation.Name} {operation.Verb} {operation.Path} {operation.Access} {string.Join(',', operation.Forms)} {operation.LargestBody}").Order(StringComparer.Ordinal),
            .. Sorted(topicsIn).Select(static topic => $"in {topic}"),
            .. Sorted(topicsOut).Select(static topic => $"out {topic}"),
        ];
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        return new ModuleContract(hash, [.. operations.Select(static operation => operation.Name)], stores, Sorted(topicsIn), Sorted(topicsOut));
    }

    private static string[] Sorted(IReadOnlyList<string> topics) => [.. topics.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
