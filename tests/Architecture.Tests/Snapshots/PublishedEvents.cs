using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Nanobot.Contracts;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>An event as its type and the modules' definitions say it is.</summary>
/// <param name="Topic">Its name and topic, with its version.</param>
/// <param name="Type">The type of its data.</param>
internal sealed record PublishedEvent(string Topic, Type Type)
{
    /// <summary>Who publishes it.</summary>
    public IEnumerable<string> Producers => AllModules.All.Where(module => module.Publishes.Contains(Topic)).Select(static module => module.Name);

    /// <summary>Who takes it up, once for the module whichever of its replicas it is.</summary>
    public IEnumerable<string> Takers => AllModules.All.Where(module => module.Topics.Any(topic => topic.Name == Topic && !IsHeard(topic))).Select(static module => module.Name);

    /// <summary>Whose replicas all hear it.</summary>
    public IEnumerable<string> Hearers => AllModules.All.Where(module => module.Topics.Any(topic => topic.Name == Topic && IsHeard(topic))).Select(static module => module.Name);

    /// <summary>The JSON schema of its data.</summary>
    public JsonNode Schema => Json.Wire.GetJsonSchemaAsNode(Type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe });

    private static bool IsHeard(ModuleTopic topic) => topic.GetType().Name.StartsWith("Broadcast", StringComparison.Ordinal);

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject described && context.PropertyInfo is { AttributeProvider: PropertyInfo property }
            && PublishedEvents.Documentation.Find($"P:{property.DeclaringType!.FullName}.{property.Name}") is { } text)
        {
            described["description"] = text;
        }

        return schema;
    }
}

/// <summary>All events of the suite.</summary>
internal static class PublishedEvents
{
    public static JsonSerializerOptions Written { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static XmlDocumentation Documentation { get; } = new(typeof(IIntegrationEvent<>).Assembly);

    public static IReadOnlyList<PublishedEvent> All { get; } = Repository.NotEmpty<PublishedEvent>(
    [
        .. typeof(IIntegrationEvent<>).Assembly.GetTypes()
            .Where(static type => type.GetInterfaces().Any(static implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IIntegrationEvent<>)))
            .Select(static type => new PublishedEvent((string)type.GetProperty("Topic", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!, type))
            .OrderBy(static published => published.Topic, StringComparer.Ordinal),
    ], "events");
}
