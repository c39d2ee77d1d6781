namespace Nanobot.Architecture.Tests;

/// <summary>Every use case has the same shape in every service.</summary>
public sealed class EndpointConventionTests
{
    // What serves the platform is no operation of the suite; what the start does has no door.
    private static readonly string[] WithoutOperation = ["Services.Gateway/GetApiDocument", "Services.Tenants/BootstrapOperator"];

    private const string Good = """
        using Nanobot.Services.Chat.Sessions;

        namespace Nanobot.Services.Chat.Features.ReadFile;

        internal static class ReadFileEndpoint
        {
            public static void MapReadFile(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ReadFile, HandleAsync)
                .WithSummary("One file.");

            private static async Task<Results<Ok<string>, Refusal>> HandleAsync(Caller caller) => await Task.FromResult(TypedResults.Ok(""));
        }
        """;

    [Fact]
    public void Every_use_case_is_one_endpoint_that_maps_its_operation_to_a_named_handler_and_knows_no_other_use_case()
    {
        foreach (var service in Repository.Services)
        {
            var features = Repository.NotEmpty(
                [.. Directory.GetDirectories(Path.Combine(Repository.Root, service, "Features")).Where(static folder => Directory.EnumerateFiles(folder, "*.cs").Any())],
                $"use cases of {service}");
            Assert.Equal([], features.Select(static folder => Path.GetFileName(folder)).Where(useCase => !WithoutOperation.Contains($"{service}/{useCase}"))
                .SelectMany(useCase => EndpointConvention.Offences(service["Services.".Length..], useCase, Sources(service, useCase))));
        }
    }

    [Fact]
    public void What_is_excepted_is_there_and_knows_no_other_use_case() =>
        Assert.All(WithoutOperation, static excepted =>
        {
            var parts = excepted.Split('/');
            Assert.DoesNotContain(EndpointConvention.Offences(parts[0]["Services.".Length..], parts[1], Repository.NotEmpty([Sources(parts[0], parts[1])], excepted)[0]),
                static offence => offence.Contains(" uses ", StringComparison.Ordinal));
        });

    [Fact]
    public void An_endpoint_as_it_should_be_passes() => Assert.Empty(Offences(Good));

    [Theory]
    [InlineData("internal static class", "public static class")]
    [InlineData("MapReadFile(this", "MapFile(this")]
    [InlineData("group.MapOperation(Operations.Chat.ReadFile, HandleAsync)", "group.MapGet(\"/workspace/files\", HandleAsync).WithName(\"ReadFile\")")]
    [InlineData("Operations.Chat.ReadFile,", "Operations.Chat.WriteFile,")]
    [InlineData("Operations.Chat.ReadFile, HandleAsync", "Operations.Chat.ReadFile, () => TypedResults.Ok()")]
    [InlineData("private static async", "public static async")]
    [InlineData("using Nanobot.Services.Chat.Sessions;", "using Nanobot.Services.Chat.Features.WriteFile;")]
    [InlineData(".WithSummary(\"One file.\");", ".WithSummary(\"One file.\");\n    public static void MapMore(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ListFiles, HandleAsync);")]
    [InlineData("HandleAsync(Caller caller)", "HandleAsync(NoteRequest request, Caller caller)")]
    public void An_endpoint_of_another_shape_is_found(string shape, string other)
    {
        Assert.Contains(shape, Good, StringComparison.Ordinal);
        Assert.NotEmpty(Offences(Good.Replace(shape, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_use_case_with_two_endpoints_or_none_is_found()
    {
        Assert.NotEmpty(EndpointConvention.Offences("Chat", "ReadFile", new Dictionary<string, string> { ["ReadFileEndpoint.cs"] = Good, ["ReadMoreEndpoint.cs"] = "" }));
        Assert.NotEmpty(EndpointConvention.Offences("Chat", "ReadFile", new Dictionary<string, string>()));
    }

    private static IEnumerable<string> Offences(string text) =>
        EndpointConvention.Offences("Chat", "ReadFile", new Dictionary<string, string> { ["ReadFileEndpoint.cs"] = text });

    private static Dictionary<string, string> Sources(string service, string useCase) =>
        Directory.GetFiles(Path.Combine(Repository.Root, service, "Features", useCase), "*.cs", SearchOption.AllDirectories)
            .ToDictionary(static file => Path.GetFileName(file), File.ReadAllText);
}
