using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.ServiceDefaults.Http.OpenApi;

/// <summary>The module's OpenAPI document: what the framework finds in the endpoints, and what all endpoints have in common.</summary>
internal static class OpenApiExtensions
{
    public static void AddModuleDocument(this IServiceCollection services, Module module) => services.AddOpenApi(options =>
    {
        // It is the GET beside it.
        options.ShouldInclude = static description => description.HttpMethod != HttpMethods.Head;
        Describe(options, module);
    });

    private static void Describe(OpenApiOptions options, Module module) => options
        .AddSchemaTransformer((schema, context, _) =>
        {
            MemberSchemas.Describe(schema, context);
            ProblemSchema.Describe(schema, context);
            return Task.CompletedTask;
        })
        .AddOperationTransformer((operation, context, cancellationToken) =>
        {
            QueryParameters.Describe(operation, context);
            return RefusalResponses.DescribeAsync(operation, context, cancellationToken);
        })
        .AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = module.Name;
            document.Info.Version = module.Version;
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
}
