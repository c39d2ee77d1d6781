using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>What the compiler wrote down of an assembly's documentation.</summary>
internal sealed partial class XmlDocumentation(Assembly assembly)
{
    private readonly Dictionary<string, string> _summaries = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
        .Where(static member => member.Element("summary") is not null)
        .ToDictionary(static member => member.Attribute("name")!.Value, static member => TextOf(member.Element("summary")!), StringComparer.Ordinal);

    /// <summary>The summary of a member by its name in documentation, <c>T:Namespace.Type</c>, as plain text; null where it has none.</summary>
    public string? Find(string member) => _summaries.GetValueOrDefault(member);

    private static string TextOf(XElement element) => Space().Replace(string.Concat(element.Nodes().Select(static node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "paramref" } named => (named.Attribute("cref") ?? named.Attribute("name") ?? named.Attribute("langword"))!.Value.Split('.')[^1],
        XElement other => other.Value,
        _ => "",
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
