using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Nanobot.ServiceDefaults.Http.OpenApi;

/// <summary>
/// What the framework leaves out of the schema of a body. The attributes describe only: what refuses a body are the
/// rules of the use case, and tests hold the two together.
/// </summary>
internal static class MemberSchemas
{
    // The framework's note that a member which refers to another schema may be null as well.
    private const string MayBeNull = "x-is-nullable-property";

    public static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        DescribeType(schema, context.JsonTypeInfo);
        var parameter = context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor;
        if ((context.JsonPropertyInfo?.AttributeProvider ?? parameter?.ParameterInfo) is { } member)
        {
            DescribeMember(schema, member);
        }
    }

    private static void DescribeType(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (type.Properties.Any(static property => property.IsExtensionData))
        {
            schema.AdditionalPropertiesAllowed = true;
        }

        foreach (var property in type.Properties)
        {
            // Left out of answers where it is null, so no reader may count on it.
            if (property.AttributeProvider is { } member && Find<JsonIgnoreAttribute>(member) is { Condition: JsonIgnoreCondition.WhenWritingNull })
            {
                schema.Required?.Remove(property.Name);
            }
        }
    }

    private static void DescribeMember(OpenApiSchema schema, ICustomAttributeProvider member)
    {
        if (Find<RequiredAttribute>(member) is not null)
        {
            schema.Type &= ~JsonSchemaType.Null;
            schema.Metadata?.Remove(MayBeNull);
        }

        if (Find<AllowedValuesAttribute>(member) is { } allowed)
        {
            var values = (schema.Items as OpenApiSchema) ?? schema;
            var mayBeNull = values == schema && (schema.Type is null || schema.Type.Value.HasFlag(JsonSchemaType.Null));
            values.Enum = [.. allowed.Values.OfType<string>().Select(static value => JsonValue.Create(value)), .. mayBeNull ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()];
        }
    }

    private static T? Find<T>(ICustomAttributeProvider member)
        where T : Attribute => member.GetCustomAttributes(typeof(T), inherit: false).OfType<T>().SingleOrDefault();
}
