package cli

import (
	"github.com/spf13/cobra"

	"stemma/internal/api"
)

// openapiCommand is hidden: it serves those who build the pages.
func openapiCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:    "openapi",
		Short:  "Print the OpenAPI 3.1 document of the interface",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return api.New(api.Options{Version: "1"}).WriteOpenAPI(a.Out)
		},
	}
}
